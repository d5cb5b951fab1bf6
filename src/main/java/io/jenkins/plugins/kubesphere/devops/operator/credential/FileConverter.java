package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SecretFile;
import java.nio.charset.StandardCharsets;

/** {@code data} under the name {@code filename}, which a build writes below its temporary folder. */
final class FileConverter implements SecretConverter {
    /** As file systems have it. */
    private static final int LONGEST_NAME_BYTES = 255;

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        String name = secret.text("filename");
        boolean path = name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\\");
        if (path || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSecretException(secret.named("filename")
                    + " is not a name of a file: it leads elsewhere or has a control character; give the name alone");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw new InvalidSecretException(secret.named("filename") + " is longer than " + LONGEST_NAME_BYTES
                    + " bytes, which no file system takes; shorten it");
        }
        return new SecretFile(secret.description(), name, secret.hiddenBytes("data"));
    }
}
