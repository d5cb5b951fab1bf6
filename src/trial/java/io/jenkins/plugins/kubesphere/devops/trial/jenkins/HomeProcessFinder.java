package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Finds a running Jenkins that uses a home. Jenkins does not lock its home, so this searches the command line, the
 * environment and the open files of each Java process, as far as the system allows. It does not find a Jenkins in a
 * container or on another machine.
 */
final class HomeProcessFinder {
    private HomeProcessFinder() {}

    /** Returns the id of the process that uses the home. */
    static OptionalLong find(Path home) {
        long self = ProcessHandle.current().pid();
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .filter(process -> process.pid() != self && isJava(process))
                    .filter(process -> hasArgument(process, home)
                            || hasVariable(process.pid(), home)
                            || hasOpenFile(process.pid(), home))
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

    private static boolean hasArgument(ProcessHandle process, Path home) {
        Optional<String[]> arguments = process.info().arguments();
        return arguments.isPresent()
                && Stream.of(arguments.get())
                        .anyMatch(argument -> argument.endsWith("=" + home) || argument.contains("=" + home + "/"));
    }

    private static boolean hasVariable(long process, Path home) {
        try {
            String environment =
                    Files.readString(Path.of("/proc", Long.toString(process), "environ"), StandardCharsets.ISO_8859_1);
            return Stream.of(environment.split("\0", -1)).anyMatch(("JENKINS_HOME=" + home)::equals);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasOpenFile(long process, Path home) {
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
