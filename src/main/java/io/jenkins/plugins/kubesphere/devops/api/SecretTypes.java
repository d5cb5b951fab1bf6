package io.jenkins.plugins.kubesphere.devops.api;

import java.util.List;

/**
 * Types of Secrets that are credentials, in the namespaces of projects. Users write them; the name of the Secret is the
 * credential id. Kubernetes can be asked for a type, not for a prefix: a type that is not listed here is never seen.
 */
public final class SecretTypes {
    /** What those of KubeSphere start with. */
    public static final String PREFIX = "credential.devops.kubesphere.io/";

    /** User name and password: keys {@code username}, {@code password}. */
    public static final String BASIC_AUTH = PREFIX + "basic-auth";

    /** SSH key: keys {@code username}, {@code private_key}, {@code passphrase} (may be absent). */
    public static final String SSH_AUTH = PREFIX + "ssh-auth";

    /** Any text: key {@code secret}. */
    public static final String SECRET_TEXT = PREFIX + "secret-text";

    /** A kubeconfig file: key {@code content}. */
    public static final String KUBECONFIG = PREFIX + "kubeconfig";

    /** A PKCS#12 key store: keys {@code certificate}, {@code password} (may be absent). Not known to ks-devops. */
    public static final String CERTIFICATE = PREFIX + "certificate";

    /** A file: keys {@code filename}, {@code data}. Not known to ks-devops. */
    public static final String FILE = PREFIX + "file";

    /** Kubernetes' own user name and password: keys {@code username}, {@code password}. */
    public static final String KUBERNETES_BASIC_AUTH = "kubernetes.io/basic-auth";

    /** Kubernetes' own SSH key: key {@code ssh-privatekey}; {@code username} and {@code passphrase} may be added. */
    public static final String KUBERNETES_SSH_AUTH = "kubernetes.io/ssh-auth";

    /** Kubernetes' own certificate: keys {@code tls.crt}, {@code tls.key}, both in PEM form. */
    public static final String KUBERNETES_TLS = "kubernetes.io/tls";

    /** All of them. */
    public static final List<String> ALL = List.of(
            BASIC_AUTH,
            SSH_AUTH,
            SECRET_TEXT,
            KUBECONFIG,
            CERTIFICATE,
            FILE,
            KUBERNETES_BASIC_AUTH,
            KUBERNETES_SSH_AUTH,
            KUBERNETES_TLS);

    private SecretTypes() {}
}
