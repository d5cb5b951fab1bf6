package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Finds a Jenkins of this machine that works on a home. Jenkins itself keeps no lock: it is found by its command line, by its
 * environment, and by the plugins that it holds open, as far as the system lets us look. One in a container or on another machine is
 * not found.
 */
final class HomeProcessFinder {
    private HomeProcessFinder() {}

    /** The process that works on the home. */
    static OptionalLong of(Path home) {
        long self = ProcessHandle.current().pid();
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .filter(process -> process.pid() != self && isJava(process))
                    .filter(process -> names(process, home) || lives(process.pid(), home) || opens(process.pid(), home))
                    .mapToLong(ProcessHandle::pid)
                    .findFirst();
        }
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("java"))
                .isPresent();
    }

    private static boolean names(ProcessHandle process, Path home) {
        Optional<String[]> arguments = process.info().arguments();
        return arguments.isPresent()
                && Stream.of(arguments.get())
                        .anyMatch(argument -> argument.endsWith("=" + home) || argument.contains("=" + home + "/"));
    }

    private static boolean lives(long process, Path home) {
        try {
            String environment =
                    Files.readString(Path.of("/proc", Long.toString(process), "environ"), StandardCharsets.ISO_8859_1);
            return Stream.of(environment.split("\0", -1)).anyMatch(("JENKINS_HOME=" + home)::equals);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean opens(long process, Path home) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            return files.anyMatch(file -> {
                try {
                    return Files.readSymbolicLink(file).startsWith(home);
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            return false;
        }
    }
}
