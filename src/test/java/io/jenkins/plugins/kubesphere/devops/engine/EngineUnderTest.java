package io.jenkins.plugins.kubesphere.devops.engine;

/** What the engine contract needs from an engine that it tests. */
public interface EngineUnderTest {

    /** The current engine; it is another object after {@link #restart()}. */
    Engine engine();

    /** Closes the engine and opens it again with the same state. */
    void restart();

    UserActions userActions();
}
