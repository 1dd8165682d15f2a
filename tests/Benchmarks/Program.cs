Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- <benchmark>");
return 2;
