package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ModelObject;
import hudson.model.Saveable;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.Authentication;

public abstract class CredentialsStore implements AccessControlled, Saveable {
    public CredentialsStore(Class<? extends CredentialsProvider> provider) {
        throw new UnsupportedOperationException();
    }

    public abstract ModelObject getContext();

    public boolean hasPermission2(Authentication authentication, Permission permission) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public abstract List<Credentials> getCredentials(Domain domain);

    public abstract boolean addCredentials(Domain domain, Credentials credentials) throws IOException;

    public abstract boolean removeCredentials(Domain domain, Credentials credentials) throws IOException;

    public abstract boolean updateCredentials(Domain domain, Credentials current, Credentials replacement)
            throws IOException;

    public CredentialsStoreAction getStoreAction() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }
}
