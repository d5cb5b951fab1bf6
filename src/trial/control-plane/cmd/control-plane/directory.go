package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// directory is the folder with all files of a control plane.
type directory string

func (d directory) path(name string) string { return filepath.Join(string(d), name) }

// openDirectory creates the folder if it does not exist, and locks it for this process. The kernel releases the lock
// when the process ends, also after a crash.
func openDirectory(path string) (directory, func(), error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", nil, err
	}
	home := directory(absolute)
	// 0700, because the folder contains keys and the token of an administrator.
	if err := os.MkdirAll(absolute, 0o700); err != nil {
		return "", nil, fmt.Errorf("cannot create the folder %s: %w", absolute, reason(err))
	}
	lock, err := os.OpenFile(home.path("lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return "", nil, fmt.Errorf("cannot write to the folder %s: %w", absolute, reason(err))
	}
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		defer lock.Close()
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return "", nil, fmt.Errorf("cannot lock %s: %w", lock.Name(), err)
		}
		owner, _ := io.ReadAll(lock)
		return "", nil, fmt.Errorf("the folder %s is in use by process %s; stop that process, or give another --dir",
			absolute, strings.TrimSpace(string(owner)))
	}
	err = lock.Truncate(0)
	if err == nil {
		_, err = fmt.Fprintln(lock, os.Getpid())
	}
	if err != nil {
		lock.Close()
		return "", nil, fmt.Errorf("cannot write to the folder %s: %w", absolute, reason(err))
	}
	return home, func() { lock.Close() }, nil
}

// writeAtomically writes a file so that a reader never sees an incomplete file. The mode is 0600, because all these
// files contain secrets.
func writeAtomically(path string, content []byte) error {
	temporary := path + ".new"
	if err := os.WriteFile(temporary, content, 0o600); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, reason(err))
	}
	return os.Rename(temporary, path)
}

// reason returns the error of the operating system, without the call and the path, because our messages already name
// the path.
func reason(err error) error {
	var bare syscall.Errno
	if errors.As(err, &bare) {
		return bare
	}
	return err
}
