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

// directory is the folder that holds everything one control plane keeps.
type directory string

func (d directory) path(name string) string { return filepath.Join(string(d), name) }

// openDirectory makes the folder if needed and takes it for this process. The kernel gives the lock back however the process ends.
func openDirectory(path string) (directory, func(), error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", nil, err
	}
	home := directory(absolute)
	// 0700: token and keys lie here, and the token is allowed everything.
	if err := os.MkdirAll(absolute, 0o700); err != nil {
		return "", nil, fmt.Errorf("cannot make the folder %s: %w", absolute, reason(err))
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
		return "", nil, fmt.Errorf("the folder %s is in use by process %s: stop that one or name another --dir",
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

// writeAtomically never shows a reader half a file. The mode is 0600, because everything written here is secret.
func writeAtomically(path string, content []byte) error {
	temporary := path + ".new"
	if err := os.WriteFile(temporary, content, 0o600); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, reason(err))
	}
	return os.Rename(temporary, path)
}

// reason is the bare error of the operating system, without the call and the path that our own text repeats.
func reason(err error) error {
	var bare syscall.Errno
	if errors.As(err, &bare) {
		return bare
	}
	return err
}
