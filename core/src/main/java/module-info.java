/// The rules of a call as plain values. It requires nothing but `java.base`: no framework, no clock, no IO.
module dev.ringback.core {
    exports dev.ringback.core.call;
    exports dev.ringback.core.id;
    exports dev.ringback.core.log;
}
