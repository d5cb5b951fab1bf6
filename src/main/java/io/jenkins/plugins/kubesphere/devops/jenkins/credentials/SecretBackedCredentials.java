package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.remoting.Channel;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;

/**
 * A credential that is a Secret's. It does what one of Jenkins' own does, and shows itself as one; but wherever it is written on
 * the controller, only its name is. That keeps secrets off the disk, and it makes the fingerprint by which Jenkins notes who
 * uses a credential that of the name: it stays when the Secret is rotated and when Jenkins restarts.
 *
 * @param <D> Jenkins' own
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

    /** Called by Java's serialization and by XStream. An agent has no use for a name, and does not know our classes. */
    protected final Object writeReplace() {
        return Channel.current() == null ? new CredentialsPlaceholder(name) : plain;
    }
}
