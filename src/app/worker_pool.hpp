#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/issue_batch.hpp"
#include "base/result.hpp"

namespace cairn::app {

enum class BatchStage { build, sign, write };

/// A batch, the stage it has just gone through, and how that went.
struct BatchDone {
  std::unique_ptr<IssueBatch> batch;
  BatchStage stage = BatchStage::build;
  Result<void> outcome;
};

/// Threads that take batches through their stages. One thread outside gives and takes. Only one thread at a time writes
/// files: two that make files in one folder wait for each other inside the kernel, which costs several times the work.
class WorkerPool {
 public:
  WorkerPool(const IssueJob& job, unsigned threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void give(std::unique_ptr<IssueBatch> batch, BatchStage stage);
  /// out: what has come out of its stage by now, perhaps nothing
  std::vector<BatchDone> take();
  /// Wait until something has come out of its stage. Must be called only while a batch is under way.
  std::vector<BatchDone> wait();

 private:
  struct Task {
    std::unique_ptr<IssueBatch> batch;
    BatchStage stage;
  };
  void work(const IssueJob& job);
  std::deque<Task>::iterator next_task();
  std::vector<BatchDone> take_done();
  static BatchDone run(BatchWorker& worker, Task task);

  std::mutex mutex_;
  std::condition_variable has_task_;
  std::condition_variable has_done_;
  std::deque<Task> tasks_;
  std::vector<BatchDone> done_;
  bool closing_ = false;
  bool writing_ = false;
  std::exception_ptr broken_;  // a Bug on a worker thread, thrown again where the pool is used
  std::vector<std::thread> threads_;
};

}  // namespace cairn::app
