package io.jenkins.plugins.kubesphere.devops.engine;

/**
 * The promises of {@link Engine} as tests. Each engine has a test class that extends this one.
 *
 * <p>What is built is declarative Pipeline that every engine runs, and nothing depends on how fast: a build that must
 * not end yet waits for an answer, and tests wait by looking.
 */
public abstract class EngineContract
        implements ItemContract,
                StartContract,
                ParameterContract,
                OutcomeContract,
                StopContract,
                LogContract,
                LastLinesContract,
                EventContract {}
