package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineUnderTest;
import io.jenkins.plugins.kubesphere.devops.engine.ManualChanges;
import jenkins.model.Jenkins;
import org.jvnet.hudson.test.JenkinsRule;

/** The engine of a {@link JenkinsRule}, for projects and pipelines in it. It is not restarted. */
public final class RuleEngine implements EngineUnderTest {
    private final ManualChanges hand = new JenkinsManualChanges(Jenkins::get);

    @Override
    public Engine engine() {
        return JenkinsEngine.get();
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("Use RestartableJenkins");
    }

    @Override
    public ManualChanges byHand() {
        return hand;
    }
}
