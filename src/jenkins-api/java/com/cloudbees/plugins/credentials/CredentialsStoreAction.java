package com.cloudbees.plugins.credentials;

import hudson.model.Action;

public abstract class CredentialsStoreAction implements Action {
    public CredentialsStoreAction() {
        throw new UnsupportedOperationException();
    }

    public abstract CredentialsStore getStore();

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
