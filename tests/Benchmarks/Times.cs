namespace EcomCenter.Benchmarks;

/// <summary>A set of measured times in milliseconds.</summary>
internal sealed class Times(IEnumerable<double> measured)
{
    private readonly double[] _sorted = [.. measured.Order()];

    public int Count => _sorted.Length;

    public double P50 => At(0.50);

    public double P99 => At(0.99);

    public double At(double part) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Min((int)(_sorted.Length * part), _sorted.Length - 1)];

    public static double Median(IEnumerable<double> values) => new Times(values).P50;
}
