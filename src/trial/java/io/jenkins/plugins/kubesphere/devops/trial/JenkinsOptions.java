package io.jenkins.plugins.kubesphere.devops.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the user says of the real controller. */
final class JenkinsOptions {
    @Option(names = "--jenkins", description = "run the builds in a real Jenkins, with --war, and --plugins or --home")
    boolean jenkins;

    @Option(names = "--war", paramLabel = "FILE", description = "the jenkins.war, 2.528 or newer")
    Path war;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "a folder of .hpi or .jpi files; a fresh Jenkins gets them all, and ours as built here")
    Path plugins;

    @Option(
            names = "--home",
            paramLabel = "H",
            description =
                    "a JENKINS_HOME. Jenkins works on a copy of its plugins, jobs, users and configuration without"
                            + " builds, workspaces and agents, and starts none of its jobs by itself. H itself is only read")
    Path home;

    @Option(names = "--large", description = "copy the home even if more than 1 GB of it is to be copied")
    boolean large;

    @Option(names = "--jenkins-port", paramLabel = "PORT", description = "port of Jenkins. Default: a free one")
    int port;

    /**
     * Whether a real controller is wanted, and said completely.
     *
     * @param trial the trial's own folder, which is cleared; nothing that is given may lie there
     * @throws IllegalStateException if the options do not fit each other; the message says what to give
     */
    boolean wanted(Path trial) {
        if (!jenkins) {
            refuseWithout(war, "--war");
            refuseWithout(plugins, "--plugins");
            refuseWithout(home, "--home");
            refuseWithout(port == 0 ? null : port, "--jenkins-port");
            return false;
        }
        if (war == null) {
            throw new IllegalStateException(
                    "--jenkins needs --war FILE, a jenkins.war (https://www.jenkins.io/download/)");
        }
        if (plugins == null && home == null) {
            throw new IllegalStateException("--jenkins needs --plugins DIR, a folder of .hpi or .jpi files,"
                    + " or --home H, a JENKINS_HOME to work on a copy of");
        }
        if (plugins != null && home != null) {
            throw new IllegalStateException(
                    "--plugins and --home are both given; a copied home has its own plugins, so remove one of them");
        }
        war = given("--war", war, trial);
        plugins = given("--plugins", plugins, trial);
        home = given("--home", home, trial);
        if (plugins != null && !Files.isDirectory(plugins)) {
            throw new IllegalStateException(
                    "--plugins " + plugins + " is no folder; give one that holds .hpi or .jpi files");
        }
        return true;
    }

    private static void refuseWithout(Object value, String name) {
        if (value != null) {
            throw new IllegalStateException(name + " is for a real controller; give --jenkins, too, or remove " + name);
        }
    }

    /** The shell that starts us changes into the checkout, so a relative path is meant from where the user was. */
    private static Path given(String name, Path path, Path trial) {
        if (path == null) {
            return null;
        }
        Path absolute = Path.of(System.getProperty("trial.from", ""))
                .resolve(path)
                .toAbsolutePath()
                .normalize();
        Path real = real(absolute);
        Path own = real(trial.toAbsolutePath());
        if (real.startsWith(own) || own.startsWith(real)) {
            throw new IllegalStateException(name + " " + path + " overlaps with " + own
                    + ", which every ./run clears; copy it to another place first");
        }
        return absolute;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.normalize();
        }
    }

    /** @throws IllegalStateException if somebody has the port already */
    void checkPort() {
        if (port == 0) {
            return;
        }
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            free.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("port " + port + " of 127.0.0.1 cannot be had (" + e.getMessage()
                    + "); give --jenkins-port another one, or remove it to get a free one");
        }
    }
}
