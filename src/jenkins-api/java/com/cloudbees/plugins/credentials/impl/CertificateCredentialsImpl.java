package com.cloudbees.plugins.credentials.impl;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import hudson.model.AbstractDescribableImpl;
import hudson.util.Secret;
import java.io.Serializable;
import java.security.KeyStore;

public class CertificateCredentialsImpl extends BaseStandardCredentials implements StandardCertificateCredentials {
    private static final long serialVersionUID = 1L;

    public CertificateCredentialsImpl(
            CredentialsScope scope, String id, String description, String password, KeyStoreSource keyStoreSource) {
        super(scope, id, description);
    }

    @Override
    public KeyStore getKeyStore() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Secret getPassword() {
        throw new UnsupportedOperationException();
    }

    public abstract static class KeyStoreSource extends AbstractDescribableImpl<KeyStoreSource> {
        protected KeyStoreSource() {
            throw new UnsupportedOperationException();
        }
    }

    public static class UploadedKeyStoreSource extends KeyStoreSource implements Serializable {
        private static final long serialVersionUID = 1L;

        @Deprecated
        public UploadedKeyStoreSource(SecretBytes uploadedKeystore) {
            throw new UnsupportedOperationException();
        }
    }

    public static class PEMEntryKeyStoreSource extends KeyStoreSource implements Serializable {
        private static final long serialVersionUID = 1L;

        public PEMEntryKeyStoreSource(String certChain, String privateKey) {
            throw new UnsupportedOperationException();
        }
    }
}
