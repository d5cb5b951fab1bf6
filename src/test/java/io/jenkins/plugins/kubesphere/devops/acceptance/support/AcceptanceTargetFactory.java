package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates the target of the test run. With {@code -Djenkins.war=… -Djenkins.plugins=…}, it is a real controller on its
 * own cluster, which all tests share; otherwise each test gets an embedded engine.
 */
public final class AcceptanceTargetFactory {
    private final Optional<ControllerTarget> controller;
    private final Supplier<Config> cluster;

    public AcceptanceTargetFactory(Optional<ControllerTarget> controller, Supplier<Config> cluster) {
        this.controller = controller;
        this.cluster = cluster;
    }

    /** @param state an empty folder of the test */
    public AcceptanceTarget create(Path state) {
        return controller.<AcceptanceTarget>map(shared -> shared).orElseGet(() -> embedded(state));
    }

    /** The real controller. Without one the test is skipped. */
    public ControllerTarget controller() {
        JenkinsDistribution.assumeGiven();
        return controller.orElseThrow();
    }

    /** The embedded engine in any case, for tests with special settings. */
    public EmbeddedTarget embedded(Path state) {
        return new EmbeddedTarget(cluster.get(), state);
    }
}
