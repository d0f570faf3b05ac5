/// The rules of a call as plain values. It requires nothing but `java.base`: no framework, no clock, no IO.
module dev.ringback.core {}
