package hudson.security;

import java.util.List;

public class FullControlOnceLoggedInAuthorizationStrategy extends AuthorizationStrategy {
    public FullControlOnceLoggedInAuthorizationStrategy() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ACL getRootACL() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> getGroups() {
        throw new UnsupportedOperationException();
    }

    public void setAllowAnonymousRead(boolean allowed) {
        throw new UnsupportedOperationException();
    }
}
