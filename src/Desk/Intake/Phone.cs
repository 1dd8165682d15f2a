namespace EcomCenter.Desk.Intake;

/// <summary>A phone as it is looked up: its digits, without the country code of China. One that can't be read is kept as written elsewhere.</summary>
public static class Phone
{
    public static string? Read(string? written)
    {
        if (written is null) return null;
        var digits = string.Concat(written.Where(char.IsDigit).Select(c => ((int)char.GetNumericValue(c)).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (digits.StartsWith("0086", StringComparison.Ordinal)) digits = digits[4..];
        else if (digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal)) digits = digits[2..];
        return digits.Length >= 5 ? digits : null;
    }

    /// <summary>138****1234: enough to recognise, too little to call.</summary>
    public static string Masked(string written)
    {
        var at = written.Select((c, i) => (c, i)).Where(x => char.IsDigit(x.c)).Select(x => x.i).ToList();
        if (at.Count < 5) return "****";
        var show = at.Count >= 8 ? at.Take(3).Concat(at.TakeLast(4)).ToHashSet() : at.TakeLast(2).ToHashSet();
        return new([.. written.Select((c, i) => char.IsDigit(c) && !show.Contains(i) ? '*' : c)]);
    }
}
