package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SecretFile;
import java.nio.charset.StandardCharsets;

/**
 * Converts a Secret with two keys: {@code data} has the content of a file, and {@code filename} its name. A build
 * writes the file below its temporary folder.
 */
final class FileConverter implements SecretConverter {
    /** The limit of common file systems. */
    private static final int MAX_NAME_BYTES = 255;

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        String name = secret.requiredText("filename");
        boolean path = name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\\");
        if (path || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSecretException(secret.describeKey("filename")
                    + " is not a file name: it contains a path or a control character; give the name alone");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new InvalidSecretException(secret.describeKey("filename") + " is longer than " + MAX_NAME_BYTES
                    + " bytes, which common file systems do not accept; shorten it");
        }
        return new SecretFile(secret.description(), name, secret.requiredSensitiveBytes("data"));
    }
}
