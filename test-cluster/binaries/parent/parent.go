// Package parent ties the life of a server to that of the process that started it.
package parent

import (
	"io"
	"os"
)

// EndWith exits when standard input is closed. The operating system closes the parent's end of the pipe however the
// parent ends, also where it was killed and could not stop what it had started.
func EndWith() {
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
}
