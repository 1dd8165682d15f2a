namespace EcomCenter.Benchmarks.Scale;

/// <summary>Writes many rows at once, past the desk's writer and with the indexes built afterwards.</summary>
internal interface IBulkRows : IAsyncDisposable
{
    Task BeginAsync();

    /// <summary>Writes a row of the EF model.</summary>
    void Insert(object row);

    /// <summary>Adds the folded words of a message to the phrase index.</summary>
    void InsertPhrase(long messageId, string folded);

    /// <summary>Writes what is left and builds the indexes.</summary>
    Task EndAsync();
}
