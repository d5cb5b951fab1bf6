package com.cloudbees.plugins.credentials;

public abstract class CredentialsNameProvider<C extends Credentials> {
    public CredentialsNameProvider() {
        throw new UnsupportedOperationException();
    }

    public abstract String getName(C credentials);
}
