package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// console is the original standard error, for the single line that tells the caller why the command failed.
var console = os.Stderr

// sendLogsTo redirects standard error to a file. It redirects the descriptor and not only the loggers, so that the file
// also gets the stack trace of a panic and output of libraries that use no logger. Only our own line goes to the
// caller.
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
