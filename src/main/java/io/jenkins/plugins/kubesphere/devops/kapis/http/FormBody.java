package io.jenkins.plugins.kubesphere.devops.kapis.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the fields of a form that was sent as the body of a request, which the container must not have read. */
public final class FormBody {
    private static final String TYPE = "application/x-www-form-urlencoded";

    private FormBody() {}

    /** @param contentType of the request */
    public static boolean isForm(Optional<String> contentType) {
        return contentType
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(TYPE))
                .isPresent();
    }

    /**
     * The value of a field; of the first, if there are several.
     *
     * @return empty if the form does not have it
     * @throws KapisException 400 if the value is not encoded as that of a form
     */
    public static Optional<String> field(byte[] form, String name) {
        String prefix = name + "=";
        return Stream.of(new String(form, StandardCharsets.ISO_8859_1).split("&"))
                .filter(pair -> pair.startsWith(prefix))
                .findFirst()
                .map(pair -> decode(name, pair.substring(prefix.length())));
    }

    private static String decode(String name, String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw KapisException.badRequest("the field " + name + " has a % without two hexadecimal digits");
        }
    }
}
