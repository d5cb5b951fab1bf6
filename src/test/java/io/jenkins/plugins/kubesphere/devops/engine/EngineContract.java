package io.jenkins.plugins.kubesphere.devops.engine;

/**
 * The contract of {@link Engine} as tests. Each engine has a test class that extends this one.
 * <p>The tests build declarative Pipelines that every engine can run. They do not depend on time: a build that must not
 * end yet waits for an input, and tests poll the state.
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
