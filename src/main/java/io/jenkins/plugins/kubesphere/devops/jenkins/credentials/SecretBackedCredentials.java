package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.remoting.Channel;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;

/**
 * Backs a credential of Jenkins with a Secret. It delegates to a credential class of Jenkins and looks like it in the
 * UI. But when it is serialized on the controller, only its name is written. So no secret is written to the disk. The
 * fingerprint, by which Jenkins records who uses a credential, then depends on the name only: it does not change when
 * the Secret is rotated or Jenkins restarts.
 *
 * @param <D> the class of Jenkins
 */
abstract class SecretBackedCredentials<D extends BaseStandardCredentials> extends BaseStandardCredentials {
    private static final long serialVersionUID = 1L;

    private final transient CredentialName name;
    private final transient D plain;

    SecretBackedCredentials(CredentialName name, D plain) {
        super(CredentialsScope.GLOBAL, name.id(), plain.getDescription());
        this.name = name;
        this.plain = plain;
    }

    final D plain() {
        return plain;
    }

    @Override
    public final CredentialsDescriptor getDescriptor() {
        return plain.getDescriptor();
    }

    /**
     * Called by Java serialization and by XStream. An agent gets the credential of Jenkins, because it needs the secret
     * and does not have the classes of this plugin.
     */
    protected final Object writeReplace() {
        return Channel.current() == null ? new CredentialsPlaceholder(name) : plain;
    }
}
