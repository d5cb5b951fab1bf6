package com.cloudbees.plugins.credentials;

public class BaseCredentials implements Credentials {
    private static final long serialVersionUID = 1L;

    protected BaseCredentials() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CredentialsScope getScope() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CredentialsDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
