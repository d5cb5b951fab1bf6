package org.jenkinsci.plugins.plaincredentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.util.Secret;

public interface StringCredentials extends IdCredentials {
    Secret getSecret();
}
