package io.jenkins.plugins.kubesphere.devops.acceptance.support;

/** Base class of the acceptance tests that need a real controller. They are skipped without one. */
public abstract class ControllerTestCase extends AcceptanceTestCase {
    /** Null if the test is skipped. */
    protected ControllerTarget target;

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        target = targets.controller();
        return target;
    }
}
