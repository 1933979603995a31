package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// giveUpRights takes the user and groups of the container, and leaves it no capability, not even as root.
func giveUpRights(spec *Spec) error {
	if err := takeOutput(spec); err != nil {
		return fmt.Errorf("output: %w", err)
	}
	if err := dropBoundingSet(); err != nil {
		return fmt.Errorf("bounding set: %w", err)
	}
	if err := becomeUser(spec); err != nil {
		return fmt.Errorf("user: %w", err)
	}
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var none [2]unix.CapUserData
	if err := unix.Capset(&header, &none[0]); err != nil {
		return fmt.Errorf("capabilities: %w", err)
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	// A change of the user clears it.
	return dieWithParent()
}

// takeOutput lets the container open /dev/stdout and /dev/stderr, as a runtime does.
func takeOutput(spec *Spec) error {
	if err := os.Stdout.Chown(spec.UID, spec.GID); err != nil {
		return err
	}
	return os.Stderr.Chown(spec.UID, spec.GID)
}

func dropBoundingSet() error {
	for capability := uintptr(0); capability <= unix.CAP_LAST_CAP; capability++ {
		if err := unix.Prctl(unix.PR_CAPBSET_DROP, capability, 0, 0, 0); err != nil && err != unix.EINVAL {
			return err
		}
	}
	return unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
}

func becomeUser(spec *Spec) error {
	if err := unix.Setgroups(spec.Groups); err != nil {
		return err
	}
	if err := unix.Setresgid(spec.GID, spec.GID, spec.GID); err != nil {
		return err
	}
	return unix.Setresuid(spec.UID, spec.UID, spec.UID)
}
