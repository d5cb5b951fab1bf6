package org.jenkinsci.plugins.plaincredentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import java.io.IOException;
import java.io.InputStream;

public interface FileCredentials extends IdCredentials {
    InputStream getContent() throws IOException;
}
