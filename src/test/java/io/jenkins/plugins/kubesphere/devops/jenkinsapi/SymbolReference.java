package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

/**
 * A use of a class, field or method in byte code.
 *
 * @param kind how the code uses it
 * @param from class and method that use it
 */
record SymbolReference(LinkSymbol symbol, Kind kind, String from) {
    /** What the instruction expects of the symbol; a mismatch is an IncompatibleClassChangeError. */
    enum Kind {
        /** Any mention of a class. */
        TYPE,
        INSTANCE,
        STATIC,
        INSTANCE_OF_INTERFACE,
        STATIC_OF_INTERFACE,
        /** An element that an annotation sets. */
        ANNOTATION;

        static Kind of(boolean isStatic, boolean ofInterface) {
            if (ofInterface) {
                return isStatic ? STATIC_OF_INTERFACE : INSTANCE_OF_INTERFACE;
            }
            return isStatic ? STATIC : INSTANCE;
        }

        boolean isStatic() {
            return this == STATIC || this == STATIC_OF_INTERFACE;
        }

        boolean ofInterface() {
            return this == STATIC_OF_INTERFACE || this == INSTANCE_OF_INTERFACE;
        }
    }
}
