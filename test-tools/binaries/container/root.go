package main

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

var (
	devices = []string{"null", "zero", "full", "random", "urandom", "tty"}
	links   = map[string]string{
		"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2",
	}
)

// enterRoot makes the container's root folder, with all its mounts, that of this process.
func enterRoot(spec *Spec) error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("private mounts: %w", err)
	}
	if err := unix.Mount(spec.Root, spec.Root, "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("root: %w", err)
	}
	if err := mountSystem(spec.Root); err != nil {
		return err
	}
	for _, mount := range spec.Mounts {
		if err := bind(spec.Root, mount); err != nil {
			return fmt.Errorf("mount of %s: %w", mount.Target, err)
		}
	}
	if err := makeReadOnly(spec.Root); err != nil {
		return err
	}
	return pivot(spec.Root)
}

func mountSystem(root string) error {
	for _, name := range []string{"proc", "dev"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
			return err
		}
	}
	flags := uintptr(unix.MS_NOSUID | unix.MS_NOEXEC | unix.MS_NODEV)
	if err := unix.Mount("proc", filepath.Join(root, "proc"), "proc", flags, ""); err != nil {
		return fmt.Errorf("/proc: %w", err)
	}
	if err := unix.Mount("dev", filepath.Join(root, "dev"), "tmpfs", unix.MS_NOSUID, "mode=755,size=64k"); err != nil {
		return fmt.Errorf("/dev: %w", err)
	}
	if err := mountShared(filepath.Join(root, "dev/shm"), flags); err != nil {
		return err
	}
	for _, name := range devices {
		device := filepath.Join("/dev", name)
		if err := bind(root, Bind{Source: device, Target: device}); err != nil {
			return fmt.Errorf("%s: %w", device, err)
		}
	}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(root, "dev", name)); err != nil {
			return err
		}
	}
	return nil
}

func mountShared(target string, flags uintptr) error {
	if err := os.Mkdir(target, 0o1777); err != nil {
		return err
	}
	return unix.Mount("shm", target, "tmpfs", flags, "mode=1777,size=64m")
}

func bind(root string, mount Bind) error {
	target := filepath.Join(root, mount.Target)
	if err := makeMountPoint(mount.Source, target); err != nil {
		return err
	}
	if err := unix.Mount(mount.Source, target, "", unix.MS_BIND, ""); err != nil {
		return err
	}
	// Read-only at once: no later mount point can be made in a folder of the host.
	if mount.ReadOnly {
		return makeReadOnly(target)
	}
	return nil
}

func makeMountPoint(source, target string) error {
	state, err := os.Stat(source)
	if err != nil {
		return err
	}
	if state.IsDir() {
		return os.MkdirAll(target, 0o755)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(target, os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	return file.Close()
}

func makeReadOnly(target string) error {
	return unix.Mount("", target, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY, "")
}

// pivot lays the old root over the new one and takes it away: nothing of the host can be reached any more.
func pivot(root string) error {
	if err := os.Chdir(root); err != nil {
		return err
	}
	if err := unix.PivotRoot(".", "."); err != nil {
		return fmt.Errorf("pivot: %w", err)
	}
	if err := unix.Unmount(".", unix.MNT_DETACH); err != nil {
		return err
	}
	return os.Chdir("/")
}
