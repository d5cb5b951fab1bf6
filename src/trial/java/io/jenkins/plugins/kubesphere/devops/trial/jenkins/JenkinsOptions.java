package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The command-line options for a real Jenkins controller. */
public final class JenkinsOptions {
    @Option(names = "--jenkins", description = "run the builds in a real Jenkins, with --war, and --plugins or --home")
    boolean jenkins;

    @Option(names = "--war", paramLabel = "FILE", description = "the jenkins.war, 2.528 or newer")
    Path war;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "a folder with .hpi or .jpi files; a new Jenkins gets all of them, and our plugin as it is"
                    + " built here")
    Path plugins;

    @Option(
            names = "--home",
            paramLabel = "H",
            description =
                    "a JENKINS_HOME. Jenkins works on a copy of its plugins, jobs, users and configuration without"
                            + " builds, workspaces and agents, and starts none of its jobs by itself. H is not changed")
    Path home;

    @Option(names = "--large", description = "copy the home even if the copy needs more than 1 GB")
    boolean large;

    @Option(names = "--jenkins-port", paramLabel = "PORT", description = "port of Jenkins. Default: any free port")
    int port;

    /** Returns true if the user wants a real controller. */
    public boolean isRequested() {
        return jenkins;
    }

    /**
     * Checks the options, and makes their paths absolute.
     *
     * @param trial the folder of the trial, which is cleared; no option may name a path in it
     * @throws IllegalStateException if an option is missing, or the options contradict each other; the message says
     *     what to change
     */
    public void validateAndResolve(Path trial) {
        if (!jenkins) {
            requireJenkinsOption(war, "--war");
            requireJenkinsOption(plugins, "--plugins");
            requireJenkinsOption(home, "--home");
            requireJenkinsOption(large ? Boolean.TRUE : null, "--large");
            requireJenkinsOption(port == 0 ? null : port, "--jenkins-port");
            return;
        }
        if (war == null) {
            throw new IllegalStateException(
                    "--jenkins needs --war FILE, a jenkins.war (https://www.jenkins.io/download/)");
        }
        if (plugins == null && home == null) {
            throw new IllegalStateException("--jenkins needs --plugins DIR, a folder of .hpi or .jpi files,"
                    + " or --home H, a JENKINS_HOME that is copied");
        }
        if (plugins != null && home != null) {
            throw new IllegalStateException(
                    "--plugins and --home are both given; a copied home has its own plugins, so remove one of them");
        }
        war = resolve("--war", war, trial);
        plugins = resolve("--plugins", plugins, trial);
        home = resolve("--home", home, trial);
        if (plugins != null && !Files.isDirectory(plugins)) {
            throw new IllegalStateException(
                    "--plugins " + plugins + " is not a folder; give a folder with .hpi or .jpi files");
        }
    }

    /**
     * @param option an option that is only for the embedded engine
     * @throws IllegalStateException if the user wants a real controller
     */
    public void requireEmbeddedEngine(String option) {
        if (jenkins) {
            throw new IllegalStateException(option + " is for the embedded engine; remove it, or remove --jenkins");
        }
    }

    private static void requireJenkinsOption(Object value, String name) {
        if (value != null) {
            throw new IllegalStateException(name + " is for a real controller; add --jenkins, or remove " + name);
        }
    }

    /**
     * Returns the absolute path of an option. A relative path begins in the folder of the user; the current folder is
     * the checkout, because the script {@code run} changes to it.
     */
    private static Path resolve(String name, Path path, Path trial) {
        if (path == null) {
            return null;
        }
        Path absolute = Path.of(System.getProperty("trial.from", ""))
                .resolve(path)
                .toAbsolutePath()
                .normalize();
        Path real = toRealPathIfPossible(absolute);
        Path own = toRealPathIfPossible(trial.toAbsolutePath());
        if (real.startsWith(own) || own.startsWith(real)) {
            throw new IllegalStateException(name + " " + path + " overlaps with " + own
                    + ", which every ./run clears; copy it to another place first");
        }
        return absolute;
    }

    private static Path toRealPathIfPossible(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.normalize();
        }
    }

    /** @throws IllegalStateException if the port is in use */
    void checkPort() {
        if (port == 0) {
            return;
        }
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            free.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("port " + port + " of 127.0.0.1 cannot be used (" + e.getMessage()
                    + "); give another --jenkins-port, or remove the option to use any free port");
        }
    }
}
