package com.cloudbees.jenkins.plugins.sshcredentials.impl;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.model.AbstractDescribableImpl;
import hudson.util.Secret;
import java.io.Serializable;
import java.util.List;

public class BasicSSHUserPrivateKey extends BaseSSHUser implements SSHUserPrivateKey {
    private static final long serialVersionUID = 1L;

    public BasicSSHUserPrivateKey(
            CredentialsScope scope,
            String id,
            String username,
            PrivateKeySource privateKeySource,
            String passphrase,
            String description) {
        super(scope, id, username, description);
    }

    @Override
    public Secret getPassphrase() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> getPrivateKeys() {
        throw new UnsupportedOperationException();
    }

    public abstract static class PrivateKeySource extends AbstractDescribableImpl<PrivateKeySource> {
        protected PrivateKeySource() {
            throw new UnsupportedOperationException();
        }
    }

    public static class DirectEntryPrivateKeySource extends PrivateKeySource implements Serializable {
        private static final long serialVersionUID = 1L;

        public DirectEntryPrivateKeySource(String privateKey) {
            throw new UnsupportedOperationException();
        }
    }
}
