package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineContract;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the engine contract on the engine in Jenkins. The threads that call the engine have no login. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JenkinsEngineTest extends EngineContract {
    private static RestartableJenkins jenkins;
    private static final JenkinsUserActions CHANGES = new JenkinsUserActions(() -> jenkins.get());

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        jenkins = new RestartableJenkins(home, JenkinsEngineTest.class);
    }

    @AfterAll
    static void end() throws Exception {
        jenkins.close();
    }

    @AfterEach
    void clear() {
        CHANGES.clear();
    }

    @Override
    public Engine engine() {
        return JenkinsEngine.get();
    }

    @Override
    public void restart() {
        try {
            jenkins.restart();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public UserActions userActions() {
        return CHANGES;
    }
}
