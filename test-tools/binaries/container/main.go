// Command container runs one container as a process: its own mount, process and host name spaces, no capabilities.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// What a runtime reports for a container that it could not start.
const startFailed = 128

// Bind is a file or folder of the host that the container sees.
type Bind struct {
	Source   string `json:"source"`
	Target   string `json:"target"`
	ReadOnly bool   `json:"readOnly"`
}

// Spec says what to run.
type Spec struct {
	Root             string   `json:"root"`
	Mounts           []Bind   `json:"mounts"`
	UID              int      `json:"uid"`
	GID              int      `json:"gid"`
	Groups           []int    `json:"groups"`
	Env              []string `json:"env"`
	Cwd              string   `json:"cwd"`
	Argv             []string `json:"argv"`
	Hostname         string   `json:"hostname"`
	NetworkNamespace string   `json:"networkNamespace"`
}

func main() {
	if len(os.Args) == 3 && os.Args[1] == "inside" {
		fail(runInside(os.Args[2]))
	}
	if len(os.Args) != 2 {
		fail(errors.New("call it with the path of a specification"))
	}
	code, err := runChild(os.Args[1])
	if err != nil {
		fail(err)
	}
	os.Exit(code)
}

func fail(err error) {
	fmt.Fprintf(os.Stderr, "cannot start the container: %v\n", err)
	os.Exit(startFailed)
}

// runChild starts this program again as the first process of the container's namespaces, and waits for its end.
func runChild(file string) (int, error) {
	// A parent's death is that of the thread that started the child.
	runtime.LockOSThread()
	if err := dieWithParent(); err != nil {
		return 0, err
	}
	child := exec.Command("/proc/self/exe", "inside", file)
	// Behind a pipe of its own, so that it may open /dev/stdout and /dev/stderr as under a runtime.
	output := struct{ io.Writer }{os.Stdout}
	child.Stdout, child.Stderr = output, output
	child.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC,
		Pdeathsig:  syscall.SIGKILL,
	}
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGUSR1)
	if err := child.Start(); err != nil {
		return 0, err
	}
	go func() {
		for received := range signals {
			_ = child.Process.Signal(received)
		}
	}()
	return exitCode(child.Wait())
}

func exitCode(err error) (int, error) {
	var ended *exec.ExitError
	if err == nil || !errors.As(err, &ended) {
		return 0, err
	}
	status := ended.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return 128 + int(status.Signal()), nil
	}
	return status.ExitStatus(), nil
}

func dieWithParent() error {
	return unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0)
}

// runInside becomes the container's process, and returns only where it cannot.
func runInside(file string) error {
	// Capabilities and namespaces are a thread's; the thread that executes is the one that stays.
	runtime.LockOSThread()
	spec, err := readSpec(file)
	if err != nil {
		return err
	}
	if err := joinNetwork(spec.NetworkNamespace); err != nil {
		return fmt.Errorf("network: %w", err)
	}
	if err := unix.Sethostname([]byte(spec.Hostname)); err != nil {
		return err
	}
	if err := enterRoot(spec); err != nil {
		return err
	}
	if err := giveUpRights(spec); err != nil {
		return err
	}
	return execute(spec)
}

func readSpec(file string) (*Spec, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	spec := &Spec{}
	return spec, json.Unmarshal(text, spec)
}

func joinNetwork(path string) error {
	if path == "" {
		return nil
	}
	descriptor, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	return unix.Setns(descriptor, unix.CLONE_NEWNET)
}

func execute(spec *Spec) error {
	for _, entry := range spec.Env {
		if path, found := strings.CutPrefix(entry, "PATH="); found {
			_ = os.Setenv("PATH", path)
		}
	}
	if err := os.Chdir(spec.Cwd); err != nil {
		return err
	}
	program, err := exec.LookPath(spec.Argv[0])
	if err != nil {
		return err
	}
	return unix.Exec(program, spec.Argv, spec.Env)
}
