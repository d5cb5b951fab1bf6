package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineContract;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs the engine contract on the embedded engine. */
class EmbeddedEngineTest extends EngineContract {
    @TempDir
    private Path state;

    private EmbeddedEngine engine;

    @BeforeEach
    void open() {
        engine = new EmbeddedEngine(state);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public UserActions userActions() {
        return new EmbeddedUserActions(engine);
    }

    @Override
    public void restart() {
        engine.close();
        engine = new EmbeddedEngine(state);
    }
}
