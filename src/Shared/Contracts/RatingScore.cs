namespace EcomCenter.Contracts;

/// <summary>The scores by which residents rate a resolution, from 1 (very dissatisfied) to 5 (very satisfied).</summary>
public static class RatingScore
{
    public const int Min = 1, Max = 5;

    /// <summary>The highest score of a resident who is not satisfied. It calls for a supervisor.</summary>
    public const int MaxUnsatisfied = 2;

    /// <summary>All scores, the lowest first.</summary>
    public static IEnumerable<int> All => Enumerable.Range(Min, Max - Min + 1);

    public static bool IsValid(int? score) => score is >= Min and <= Max;
}
