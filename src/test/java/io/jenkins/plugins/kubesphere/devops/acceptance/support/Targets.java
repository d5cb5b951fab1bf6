package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The target that this test run was asked to use: with {@code -Djenkins.war=… -Djenkins.plugins=…} a real controller, one for
 * all tests, on a cluster that it has for itself; else the embedded engine, one for each test.
 */
public final class Targets {
    private final Optional<ControllerTarget> controller;
    private final Supplier<Config> cluster;

    public Targets(Optional<ControllerTarget> controller, Supplier<Config> cluster) {
        this.controller = controller;
        this.cluster = cluster;
    }

    /** @param state an empty folder of the test */
    public Target of(Path state) {
        return controller.<Target>map(shared -> shared).orElseGet(() -> embedded(state));
    }

    /** The real controller; without one the test is skipped. */
    public ControllerTarget controller() {
        JenkinsFiles.assumeGiven();
        return controller.orElseThrow();
    }

    /** The embedded engine in any case, for what is put together in a way of its own. */
    public EmbeddedTarget embedded(Path state) {
        return new EmbeddedTarget(cluster.get(), state);
    }
}
