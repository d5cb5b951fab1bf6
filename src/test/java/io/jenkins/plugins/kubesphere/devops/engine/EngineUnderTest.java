package io.jenkins.plugins.kubesphere.devops.engine;

/** What the contract suite needs of an engine that it tests. */
public interface EngineUnderTest {

    /** The engine in its current life; ask again after {@link #restart()}. */
    Engine engine();

    /** Ends the engine and starts it again on the same state. */
    void restart();

    ManualChanges byHand();
}
