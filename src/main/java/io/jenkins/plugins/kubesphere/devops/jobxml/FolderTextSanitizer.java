package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.LineEndNormalizer;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;

/**
 * Replaces the characters in the display name and the description of a folder that XML cannot contain, so that Jenkins
 * saves and loads both texts unchanged.
 */
public final class FolderTextSanitizer {
    private FolderTextSanitizer() {}

    /**
     * Returns the request with texts that Jenkins saves and loads without a change. A character that XML cannot
     * contain, or that an XML parser would change into a line end, is replaced with a space: such a character must not
     * prevent the creation of the folder. A display name becomes one line.
     */
    public static FolderRequest sanitize(FolderRequest request) {
        return new FolderRequest(
                request.name(),
                request.owner(),
                sanitize(request.displayName()).replaceAll("\\s+", " ").strip(),
                LineEndNormalizer.normalize(sanitize(request.description())).strip(),
                request.adopt());
    }

    private static String sanitize(String text) {
        StringBuilder sanitized = new StringBuilder();
        text.codePoints()
                .map(character ->
                        SpecTextValidator.isXmlCharacter(character) && !(character >= 0x7F && character <= 0x9F)
                                ? character
                                : ' ')
                .forEach(sanitized::appendCodePoint);
        return sanitized.toString();
    }

    /**
     * Compares two texts. Ignores how their lines end, because Jenkins changes line ends when a person saves a form.
     * Also ignores white space at the start and end of each text.
     */
    public static boolean sameText(String one, String other) {
        return LineEndNormalizer.normalize(one)
                .strip()
                .equals(LineEndNormalizer.normalize(other).strip());
    }
}
