package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineUnderTest;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import jenkins.model.Jenkins;
import org.jvnet.hudson.test.JenkinsRule;

/** The engine under test in a {@link JenkinsRule}. It cannot restart Jenkins. */
public final class JenkinsRuleEngine implements EngineUnderTest {
    private final UserActions changes = new JenkinsUserActions(Jenkins::get);

    @Override
    public Engine engine() {
        return JenkinsEngine.get();
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("Use RestartableJenkins");
    }

    @Override
    public UserActions userActions() {
        return changes;
    }
}
