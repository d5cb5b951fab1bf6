package org.jenkinsci.plugins.plaincredentials.impl;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import java.io.IOException;
import java.io.InputStream;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;

@SuppressWarnings("serial") // the real one has its own
public final class FileCredentialsImpl extends BaseStandardCredentials implements FileCredentials {
    public FileCredentialsImpl(
            CredentialsScope scope, String id, String description, String fileName, SecretBytes secretBytes) {
        super(scope, id, description);
    }

    @Override
    public String getFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream getContent() throws IOException {
        throw new UnsupportedOperationException();
    }
}
