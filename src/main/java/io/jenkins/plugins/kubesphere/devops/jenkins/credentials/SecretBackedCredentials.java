package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.remoting.Channel;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;

/**
 * A credential whose values come from a Kubernetes Secret. It delegates to a credential class of Jenkins and looks like
 * that class in the UI. When it is serialized on the controller, only its name is written, so that no secret is written
 * to the disk. Jenkins also computes the fingerprint, which records who uses a credential, from the serialized form. So
 * the fingerprint does not change when the Secret is rotated or Jenkins restarts.
 *
 * @param <D> the credential class of Jenkins
 */
abstract class SecretBackedCredentials<D extends BaseStandardCredentials> extends BaseStandardCredentials {
    private static final long serialVersionUID = 1L;

    private final transient CredentialName name;
    private final transient D delegate;

    SecretBackedCredentials(CredentialName name, D delegate) {
        super(CredentialsScope.GLOBAL, name.id(), delegate.getDescription());
        this.name = name;
        this.delegate = delegate;
    }

    final D delegate() {
        return delegate;
    }

    @Override
    public final CredentialsDescriptor getDescriptor() {
        return delegate.getDescriptor();
    }

    /**
     * Called by Java serialization and by XStream. An agent gets the delegate, because it needs the secret
     * and does not have the classes of this plugin.
     */
    protected final Object writeReplace() {
        return Channel.current() == null ? new CredentialsPlaceholder(name) : delegate;
    }
}
