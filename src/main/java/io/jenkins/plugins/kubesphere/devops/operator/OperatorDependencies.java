package io.jenkins.plugins.kubesphere.devops.operator;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import java.util.function.Consumer;

/**
 * What the operator gets from the program that runs it (Jenkins or ./run).
 *
 * @param connection gives its settings for each new session, so that a renewed token or another kubeconfig is used
 * @param engine must be ready, because an item that it does not know counts as missing
 * @param credentials receives the credentials for the builds of the engine; with {@link CredentialSink#NONE} no Secret
 *     is read
 * @param listener called after each change of the status, on threads of the operator; must return quickly
 */
public record OperatorDependencies(
        ConnectionSettingsProvider connection,
        Engine engine,
        CredentialSink credentials,
        Consumer<SessionStatus> listener) {

    /** Creates the dependencies of an operator for an engine without credentials. */
    public OperatorDependencies(
            ConnectionSettingsProvider connection, Engine engine, Consumer<SessionStatus> listener) {
        this(connection, engine, CredentialSink.NONE, listener);
    }
}
