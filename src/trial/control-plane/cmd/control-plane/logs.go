package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// console is where the one line for the caller goes when something fails.
var console = os.Stderr

// sendLogsTo moves standard error to the file. Moving the descriptor itself, and not only the loggers, also catches what Go
// prints of a panic and what libraries write past their logger; the caller's pipe stays free for our own line.
func sendLogsTo(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("cannot write the log %s: %w", path, reason(err))
	}
	defer file.Close()
	original, err := unix.FcntlInt(os.Stderr.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return err
	}
	console = os.NewFile(uintptr(original), "console")
	return unix.Dup2(int(file.Fd()), int(os.Stderr.Fd()))
}
