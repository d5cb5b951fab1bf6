package io.jenkins.plugins.kubesphere.devops.api;

/** Types of Secrets that are credentials. Users write them; the name of the Secret is the credential id. */
public final class SecretTypes {
    /** What all of them start with. A type that starts so and is not listed here is answered with a condition. */
    public static final String PREFIX = "credential.devops.kubesphere.io/";

    /** User name and password: keys {@code username}, {@code password}. */
    public static final String BASIC_AUTH = PREFIX + "basic-auth";

    /** SSH key: keys {@code username}, {@code private_key}, {@code passphrase} (may be absent). */
    public static final String SSH_AUTH = PREFIX + "ssh-auth";

    /** Any text: key {@code secret}. */
    public static final String SECRET_TEXT = PREFIX + "secret-text";

    /** A kubeconfig file: key {@code content}. */
    public static final String KUBECONFIG = PREFIX + "kubeconfig";

    private SecretTypes() {}
}
