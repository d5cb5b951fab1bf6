package hudson.security;

import org.springframework.security.core.Authentication;

public abstract class ACL {
    public static final Authentication SYSTEM2 = null;

    public ACL() {
        throw new UnsupportedOperationException();
    }

    public boolean hasPermission2(Authentication authentication, Permission permission) {
        throw new UnsupportedOperationException();
    }

    public static ACLContext as2(Authentication authentication) {
        throw new UnsupportedOperationException();
    }
}
