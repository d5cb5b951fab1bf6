package com.cloudbees.jenkins.plugins.sshcredentials.impl;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUser;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;

public class BaseSSHUser extends BaseStandardCredentials implements SSHUser {
    private static final long serialVersionUID = 1L;

    public BaseSSHUser(CredentialsScope scope, String id, String username, String description) {
        super(scope, id, description);
    }

    @Override
    public String getUsername() {
        throw new UnsupportedOperationException();
    }
}
