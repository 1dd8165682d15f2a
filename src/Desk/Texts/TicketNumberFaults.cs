using EcomCenter.Contracts;

namespace EcomCenter.Desk.Texts;

/// <summary>The fault of a field that should hold a ticket number.</summary>
internal static class TicketNumberFaults
{
    /// <summary>Returns the code of the fault. A number without a fault that names no ticket is unknown.</summary>
    public static string ToFieldFaultCode(this TicketNumberFault fault) => fault switch
    {
        TicketNumberFault.Malformed => "numberMalformed",
        TicketNumberFault.WrongCheckDigit => "numberMistyped",
        _ => "numberUnknown",
    };
}
